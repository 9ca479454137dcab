/**
 * Learning rates over time, as ND4J's {@link org.nd4j.linalg.schedule.ISchedule}: any updater takes
 * one, and it travels inside a saved model.
 *
 * <p>Open {@link recipe4j.schedule.PiecewiseSchedule} first. The decays follow the formulas of
 * {@code keras/src/optimizers/schedules/learning_rate_schedule.py}. Every schedule counts 0-based
 * epochs; {@code byIteration()} makes it count 0-based iterations (Keras's steps) instead. A
 * schedule never changes and remembers nothing: the rate depends on the epoch or iteration alone.
 */
@NullMarked
package recipe4j.schedule;

import org.jspecify.annotations.NullMarked;
