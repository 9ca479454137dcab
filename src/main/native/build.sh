#!/usr/bin/env bash
# Compiles the kernels for all platforms, with the C compiler of Zig from PyPI, which knows them all.
# The libraries are committed, so that nobody who uses recipe4j needs a compiler.
#   build.sh          builds them in src/main/resources anew
#   build.sh --check  builds them elsewhere, and fails if the committed ones differ in a bit
#   build.sh --to DIR builds them there
#   build.sh --compiler ARGUMENTS calls the compiler
set -euo pipefail
cd "$(dirname "$0")"
committed=../resources/recipe4j/native
to=$committed

zig=0.17.1
venv=${XDG_CACHE_HOME:-$HOME/.cache}/recipe4j/zig-$zig
[ -x "$venv/bin/python-zig" ] || { python3 -m venv "$venv" && "$venv/bin/pip" install -q "ziglang==$zig"; }

if [ "${1:-}" = --compiler ]; then
  cd "$OLDPWD"
  exec "$venv/bin/python-zig" "${@:2}"
fi

objects=$(mktemp -d)
trap 'rm -rf "$objects"' EXIT
case ${1:-} in
  --check) to=$objects/built ;;
  --to) to=$2 ;;
esac
# -O3 -ffp-contract=fast: products and sums are fused, which the kernels rely on for speed.
flags=(-O3 -std=gnu11 -Wall -Wextra -Werror -ffp-contract=fast -fno-math-errno
  -fvisibility=hidden -fstack-protector-strong -fno-sanitize=all -g0)

# build PLATFORM LIBRARY TARGET LINKER_FLAGS KERNELS=CPU ...
build() {
  local platform=$1 library=$2 target=$3 linker=$4 parts=() position=(-fPIC)
  shift 4
  [[ $target == *windows* ]] && position=()
  for part in "$@" jni=; do
    local name=${part%%=*} cpu=${part#*=} source=kernels.c
    [ "$name" = jni ] && source=jni.c && cpu=baseline
    "$venv/bin/python-zig" cc -target "$target" "-mcpu=$cpu" "${flags[@]}" "${position[@]}" \
      "-DKERNELS=kernels_$name" -c "$source" -o "$objects/$platform-$name.o"
    parts+=("$platform-$name.o")
  done
  mkdir -p "$to/$platform"
  # shellcheck disable=SC2086
  (cd "$objects" && "$venv/bin/python-zig" cc -target "$target" -shared -s $linker -o "$library" "${parts[@]}")
  mv "$objects/$library" "$to/$platform/"
}

elf="-Wl,-z,relro,-z,now,-z,noexecstack -Wl,--build-id=none -Wl,-soname,librecipe4j.so"
apple="-Wl,-install_name,@rpath/librecipe4j.dylib"
x86=(avx512=x86_64_v4 avx2=x86_64_v3)
build linux-x86_64 librecipe4j.so x86_64-linux-gnu.2.17 "$elf" "${x86[@]}"
build linux-arm64 librecipe4j.so aarch64-linux-gnu.2.17 "$elf" neon=baseline
build macosx-x86_64 librecipe4j.dylib x86_64-macos.11.0 "$apple" "${x86[@]}"
build macosx-arm64 librecipe4j.dylib aarch64-macos.11.0 "$apple" neon=baseline
build windows-x86_64 recipe4j.dll x86_64-windows-gnu "" "${x86[@]}"
# The time of the build, 8 bytes into the PE header, whose place the word at 60 tells.
dll=$to/windows-x86_64/recipe4j.dll
printf '\0\0\0\0' | dd of="$dll" bs=1 seek=$(($(od -An -tu4 -j60 -N4 "$dll") + 8)) conv=notrunc status=none
chmod 644 "$to"/*/*
(cd "$to" && sha256sum */*recipe4j.* | sed 's/ \*/  /' > SHA256SUMS)

if [ "${1:-}" = --check ]; then
  diff "$committed/SHA256SUMS" "$to/SHA256SUMS"
  (cd "$committed" && sha256sum --quiet -c SHA256SUMS)
  echo "the committed libraries are what the source gives"
fi
