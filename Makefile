# The commands of CONTRIBUTING.md. `make` lists them.
MVN = mvn -B -ntp
# a program of the tests
TEST_PROGRAM = $(MVN) -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass

.PHONY: help test slow keras browser checks format package coverage mutation wrong-changes fuzz supply \
  kernels shapes picture public-api licences ci

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

test: ## compile and run the fast tests
	$(MVN) test

slow: ## the tests that take minutes
	$(MVN) test -Dgroups=slow -DexcludedGroups=none

keras: ## the tests against real Keras; needs RECIPE4J_KERAS_PYTHON
	$(MVN) test -Dgroups=keras -DexcludedGroups=none -Davx2.groups=none -DfailIfNoTests=true

browser: ## the pages in Chromium
	$(MVN) test -Dgroups=browser -DexcludedGroups=none -Davx2.groups=none -DfailIfNoTests=true

checks: ## static analysis, Javadoc, licences, pinned versions
	$(MVN) spotless:check
	$(MVN) verify -Pchecks -DskipTests

format: ## google-java-format, Java 17 to 23
	$(MVN) -q spotless:apply

package: ## the runnable folder target/recipe4j
	$(MVN) -q package -DskipTests

coverage: ## the fast tests with JaCoCo: target/site/jacoco/index.html
	$(MVN) test -Pcoverage
	@src/test/coverage.sh

mutation: ## PIT on uncertainty, schedule and regression: target/pit-reports/index.html
	$(MVN) test-compile pitest:mutationCoverage -Pmutation

wrong-changes: ## wrong changes by hand, each of which a test must catch
	src/test/mutation/run.sh

kernels: ## compile the kernels in C for all systems anew
	src/main/native/build.sh

shapes: ## the kernels in C on drawn shapes, under sanitizers and in ARM's emulator
	src/test/native/run.sh

fuzz: ## every parser with Jazzer, a minute each
	src/test/fuzz/run.sh 60

supply: ## damaged downloads are refused, the jar is reproducible, the example builds
	src/test/supply/corrupt_artifact.sh
	src/test/supply/reproducible_jar.sh
	src/test/supply/example_project.sh

picture: ## draw docs/packages.svg anew
	$(TEST_PROGRAM)=recipe4j.PackagePicture

public-api: ## write public-api.txt anew
	$(TEST_PROGRAM)=recipe4j.PublicApi

licences: ## write THIRD-PARTY.md anew
	$(MVN) -q process-resources -Pchecks
	cp target/licences/THIRD-PARTY.md .

ci: ## everything
	.ci/run
