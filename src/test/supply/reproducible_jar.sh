#!/usr/bin/env bash
# One source gives one jar: built twice, in two places, it must be the same to the byte, and the bill
# of materials too. Needs the libraries in the local repository already.
set -euo pipefail
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for place in one another/and/deeper; do
  mkdir -p "$work/$place"
  cp -r .mvn pom.xml src data notebooks-equivalent-java LICENSE NOTICE THIRD-PARTY.md "$work/$place/"
  touch "$work/$place/pom.xml" # the time of a file must not count
  (cd "$work/$place" && mvn -B -ntp -q package -Dmaven.test.skip -Dassembly.skipAssembly -Dexec.skip)
done
for file in 'recipe4j-*.jar' recipe4j.cdx.json; do
  sums=$(cd "$work" && sha256sum ./one/target/$file ./another/and/deeper/target/$file)
  echo "$sums"
  [ "$(cut -d ' ' -f 1 <<<"$sums" | uniq | wc -l)" = 1 ] || { echo "$file differs" >&2; exit 1; }
done
