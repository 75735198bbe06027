#!/bin/sh
# Builds the parts of the runtime that threads share, with a sanitizer, around
# test/sanitize's driver, and runs it.
# usage: sanitize_runtime.sh thread|address [ROUNDS]
set -eu
Root=$(cd "$(dirname "$0")/../.." && pwd)
Kind=$1
Out=$(mktemp -d)
trap 'rm -rf "$Out"' EXIT
Sources="test/sanitize/Stress.cpp test/sanitize/Heap.cpp"
for F in BlockProfile Bubble BubbleTimer Goroutines Monitor Netpoll RunQueue Scheduler Sema Stack SyscallHandover \
    Timer WaitReason; do
  Sources="$Sources runtime/sched/$F.cpp"
done
Sources="$Sources runtime/chan/Chan.cpp runtime/chan/Select.cpp runtime/data/Map.cpp"
Sources="$Sources runtime/data/Hash.cpp runtime/sync/LockOrder.cpp"
cd "$Root"
clang++-19 -c runtime/sched/Switch_"$(uname -m)".S -o "$Out/switch.o"
clang++-19 -std=c++20 -g -O1 -fsanitize="$Kind" -fno-exceptions -fno-rtti \
  -fno-omit-frame-pointer -fno-optimize-sibling-calls -fno-threadsafe-statics -DOGO_CHECK_LOCK_ORDER \
  -Wall -Wextra -Wno-unused-parameter -Wno-missing-designated-field-initializers -I. \
  $Sources "$Out/switch.o" -lpthread -o "$Out/stress"
# No fake stacks: goroutines have their own.
ASAN_OPTIONS=detect_stack_use_after_return=0:detect_leaks=0 \
  TSAN_OPTIONS=halt_on_error=0:exitcode=66 "$Out/stress" ${2:-}
