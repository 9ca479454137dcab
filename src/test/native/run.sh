#!/usr/bin/env bash
# The kernels in C on drawn shapes: on this processor's instruction sets under the sanitizers of
# addresses and undefined behaviour, and on ARM's in an emulator.
#   run.sh [COUNT] [SEED]    shapes of each kernel; ten times fewer in the emulator
set -euo pipefail
cd "$(dirname "$0")"
count=${1:-40} seed=${2:-1}
built=$(mktemp -d)
trap 'rm -rf "$built"' EXIT
options=(-std=gnu11 -fno-math-errno -DKERNELS=kernels_tried -I../../main/native shapes.c)

sanitized() {
  clang -O1 -g "$@" -fsanitize=address,undefined -fno-sanitize-recover=all "${options[@]}" -o "$built/shapes" -lm
  "$built/shapes" "$count" "$seed"
}
sanitized -mavx2 -mfma
if grep -qw avx512vl /proc/cpuinfo; then
  sanitized -mavx512f -mavx512bw -mavx512dq -mavx512vl -mfma
fi

../../main/native/build.sh --compiler cc -target aarch64-linux-musl -static -O2 -ffp-contract=fast \
  -fno-sanitize=all "${options[@]}" -o "$built/arm" -lm
qemu-aarch64-static "$built/arm" $((count / 10 + 1)) "$seed"
