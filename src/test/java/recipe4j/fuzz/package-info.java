/**
 * What feeds every parser with inputs that nobody thought of: {@code src/test/fuzz/run.sh} with
 * Jazzer, and in a small way {@link recipe4j.fuzz.FuzzTargetsTest}.
 */
package recipe4j.fuzz;
