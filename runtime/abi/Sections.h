//===- Sections.h - Sections compiler, linker and runtime share *- C++ -*-===//
//
// Names are macros, because the runtime joins them to the linker's
// __start_ and __stop_ in asm labels. A leaf header: it includes nothing.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_RUNTIME_ABI_SECTIONS_H
#define OGO_RUNTIME_ABI_SECTIONS_H

/// Addresses of the descriptors of unnamed composite types (reflect finds []T
/// of a T through it).
#define OGO_TYPELINKS_SECTION "ogo_typelinks"
/// Addresses of itabs: what the runtime's table of itabs starts with.
#define OGO_ITABLINKS_SECTION "ogo_itablinks"
/// Large variables without pointers, which the collector need not scan.
#define OGO_NOPTRDATA_SECTION "ogo_noptrdata"
/// Those that start as zeros. In objects the section is called as one without
/// bytes in the file must be; program.lds renames it.
#define OGO_NOPTRBSS_SECTION ".bss.ogo_noptrbss"
#define OGO_LINKED_NOPTRBSS_SECTION "ogo_noptrbss"
/// A DeferFunc (Layout.h) of each function with deferred calls.
#define OGO_DEFERFUNCS_SECTION "ogo_deferfuncs"
/// What is known of one object's functions (codegen/FunctionTable.h).
#define OGO_FUNCTIONS_SECTION ".ogo_functions"
/// The program's symbol table (SymbolTable.h). codegen/program.lds, which
/// cannot include this, names it too.
#define OGO_SYMTAB_SECTION ".ogo_symtab"

/// Where the code of crypto/internal/fips140 lies (codegen/program.lds), and
/// the variable of its package check that says so, in a section with bytes in
/// the file because they are filled in after linking.
#define OGO_FIPS_CODE_START "ogo.fips.start"
#define OGO_FIPS_CODE_END "ogo.fips.end"
#define OGO_FIPS_INFO_SYMBOL "go:fipsinfo"
#define OGO_FIPS_INFO_SECTION ".data.ogo_fipsinfo"

#define OGO_SECTION_START(Section) "__start_" Section
#define OGO_SECTION_STOP(Section) "__stop_" Section

#endif // OGO_RUNTIME_ABI_SECTIONS_H
