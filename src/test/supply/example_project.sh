#!/usr/bin/env bash
# The project in docs/examples must build as a user's would: against the jar of recipe4j in a local
# repository, with nothing else of this build on its class path. Needs target/recipe4j-*.jar, and the
# libraries in the local repository already.
set -euo pipefail
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A local repository of its own for recipe4j; everything else comes from the usual one.
usual=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
mkdir -p "$work/local/io/github"
for place in "$usual"/* "$usual"/io/* "$usual"/io/github/*; do
  name=${place#"$usual"/}
  case $name in
    io | io/github | io/github/recipe4j) ;;
    *) [ -e "$work/local/$name" ] || ln -s "$place" "$work/local/$name" ;;
  esac
done
version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' pom.xml | head -n 1)
place=$work/local/io/github/recipe4j/recipe4j/$version
mkdir -p "$place"
cp "target/recipe4j-$version.jar" "$place/"
cp pom.xml "$place/recipe4j-$version.pom"

cp -r docs/examples/regression-test "$work/project"
(cd "$work/project" && mvn -B -ntp -q "-Dmaven.repo.local=$work/local" test) || exit 1
grep -h 'tests=' "$work"/project/target/surefire-reports/*.xml | grep -o 'tests="[0-9]*" errors="0" skipped="0" failures="0"'
