#!/usr/bin/env bash
# Maven must refuse a download that does not have its published checksum. A small repository on disk
# serves a good artifact, two that are damaged, one with a wrong checksum and one with none.
set -euo pipefail
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

remote=$work/remote/recipe4j-test/part
publish() { # version
  local folder=$remote/$1
  mkdir -p "$folder"
  printf '<project><modelVersion>4.0.0</modelVersion><groupId>recipe4j-test</groupId><artifactId>part</artifactId><version>%s</version></project>' "$1" >"$folder/part-$1.pom"
  printf 'jar of %s' "$1" >"$folder/part-$1.jar"
  local file
  for file in "$folder"/part-"$1".{pom,jar}; do
    sha1sum "$file" | cut -d ' ' -f 1 >"$file.sha1"
  done
}
publish 1 # good
publish 2 && printf '!' >>"$remote/2/part-2.jar"
publish 3 && printf '!' >>"$remote/3/part-3.pom"
publish 4 && printf '%040d' 0 >"$remote/4/part-4.jar.sha1"
publish 5 && rm "$remote/5/part-5.jar.sha1"

mkdir "$work/project"
cp -r .mvn "$work/project/" # the options under test
cat >"$work/project/pom.xml" <<POM
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>recipe4j-test</groupId><artifactId>project</artifactId><version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>recipe4j-test</groupId><artifactId>part</artifactId><version>\${part}</version>
    </dependency>
  </dependencies>
  <repositories>
    <repository><id>disk</id><url>file://$work/remote</url></repository>
  </repositories>
</project>
POM

# A local repository of its own for the parts; the plugin comes from the usual one.
mkdir "$work/local"
for group in "${MAVEN_REPOSITORY:-$HOME/.m2/repository}"/*; do
  ln -s "$group" "$work/local/"
done

resolve() { # version
  (cd "$work/project" &&
    mvn -B -ntp -o -Daether.offline.protocols=file "-Dmaven.repo.local=$work/local" "-Dpart=$1" \
      org.apache.maven.plugins:maven-dependency-plugin:3.8.1:resolve) >"$work/log" 2>&1
}

must_fail() { # version, what is wrong with it
  if resolve "$1"; then
    echo "accepted: $2" >&2
    exit 1
  fi
  if ! grep -q 'Checksum validation failed' "$work/log"; then
    echo "failed, but not for its checksum: $2" >&2
    cat "$work/log" >&2
    exit 1
  fi
  echo "refused: $2"
}

resolve 1 || { cat "$work/log" >&2; exit 1; }
echo "taken: an artifact with its checksum"
must_fail 2 "a damaged jar"
must_fail 3 "a damaged pom"
must_fail 4 "a wrong checksum"
must_fail 5 "no checksum"
# The refusals are the option's doing: without it Maven only warns.
rm -r "$work/project/.mvn" "$work/local/recipe4j-test"
resolve 2 || { echo "refused without the option too" >&2; exit 1; }
echo "taken without the option: a damaged jar"
