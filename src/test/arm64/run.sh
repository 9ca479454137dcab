#!/usr/bin/env bash
# The tests tagged arm64 on Java for ARM, from Debian's packages and in an emulator.
#   run.sh [TEST]...      those of these classes
set -euo pipefail
cd "$(dirname "$0")/../../.."
home=${XDG_CACHE_HOME:-$HOME/.cache}/recipe4j/arm64-jre

if [ ! -x "$home/bin/java" ]; then
  rm -rf "$home"
  mkdir -p "$home/bin" "$home"/{state/lists,cache/archives}/partial "$home/root"
  : > "$home/status" # nothing is installed: all that Java depends on is fetched, too
  apt=(apt-get -qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o "Dir::State=$home/state"
    -o "Dir::State::status=$home/status" -o "Dir::Cache=$home/cache" -o APT::Sandbox::User=root
    -o APT::Install-Recommends=false)
  "${apt[@]}" update
  "${apt[@]}" --download-only -y install openjdk-17-jre-headless libgomp1
  for package in "$home"/cache/archives/*.deb; do dpkg-deb -x "$package" "$home/root"; done
  rm -rf "$home"/{cache,state,status}
  cp "$home"/root/usr/lib/jvm/java-17-openjdk-arm64/release "$home"
  printf '%s\n' '#!/bin/sh' 'root=$(cd "$(dirname "$0")/../root" && pwd)' \
    'exec qemu-aarch64-static -L "$root" "$root/usr/lib/jvm/java-17-openjdk-arm64/bin/java" "$@"' \
    > "$home/bin/java"
  chmod 755 "$home/bin/java"
fi

mvn -B -ntp -q test-compile surefire:test -P '!linux-x86_64,linux-arm64' "-Djvm=$home/bin/java" -Dgroups=arm64 \
  -DexcludedGroups=none -Dtest.forks=1 ${1:+"-Dtest=$(IFS=,; echo "$*")"}
