// The program's own data as roots of the collector.
//
// A program is static (codegen/Link.cpp), so its writable segments are all the
// data there is, and its own program headers say where they lie. libgc would
// ask the dynamic linker, which is not there, and then probe memory until it
// faults, at every start and in sight of every debugger.
#include "runtime/mem/StaticRoots.h"
#include "runtime/abi/Sections.h"

#define GC_THREADS
#include <elf.h>
#include <gc/gc.h>
#include <sys/auxv.h>

// Where the compiler puts globals without pointers; absent in a program
// without.
extern "C" {
[[gnu::weak]] extern char
    NoPtrDataStart[] __asm__(OGO_SECTION_START(OGO_NOPTRDATA_SECTION));
[[gnu::weak]] extern char
    NoPtrDataEnd[] __asm__(OGO_SECTION_STOP(OGO_NOPTRDATA_SECTION));
[[gnu::weak]] extern char
    NoPtrBssStart[] __asm__(OGO_SECTION_START(OGO_LINKED_NOPTRBSS_SECTION));
[[gnu::weak]] extern char
    NoPtrBssEnd[] __asm__(OGO_SECTION_STOP(OGO_LINKED_NOPTRBSS_SECTION));
}

namespace ogo::rt {

static void excludeRoots(char *Start, char *End) {
  Start = (char *)(((uintptr_t)Start + 7) & ~(uintptr_t)7);
  if (Start < End)
    GC_exclude_static_roots(Start, End);
}

void addStaticRoots() {
  // libgc's guess: from the data's start to the program's end, or nothing.
  GC_clear_roots();
  auto *Headers = (const Elf64_Phdr *)getauxval(AT_PHDR);
  uint64_t Count = getauxval(AT_PHNUM);
  uintptr_t Base = 0; // where the program was moved, if it is a static PIE
  uintptr_t Constants = 0;
  for (uint64_t I = 0; I < Count; ++I) {
    if (Headers[I].p_type == PT_PHDR)
      Base = (uintptr_t)Headers - Headers[I].p_vaddr;
    // Written by relocation only: it points at nothing but the program itself.
    if (Headers[I].p_type == PT_GNU_RELRO)
      Constants = Headers[I].p_vaddr;
  }
  for (uint64_t I = 0; I < Count; ++I) {
    const Elf64_Phdr &H = Headers[I];
    // lld gives the constants a segment of their own.
    if (H.p_type == PT_LOAD && (H.p_flags & PF_W) && H.p_vaddr != Constants)
      GC_add_roots((void *)(Base + H.p_vaddr),
                   (void *)(Base + H.p_vaddr + H.p_memsz));
  }
  excludeRoots(NoPtrDataStart, NoPtrDataEnd);
  excludeRoots(NoPtrBssStart, NoPtrBssEnd);
}

} // namespace ogo::rt
