/**
 * How sure a model is, and how far to believe it. All of it takes plain arrays, whatever network
 * they come from.
 *
 * <p>Start with {@link recipe4j.uncertainty.Logits}, what the last layer gives before its softmax,
 * and {@link recipe4j.uncertainty.Logits#atTemperature}, which turns them into {@link
 * recipe4j.uncertainty.Probabilities}. The two are different types, so that one is never taken for
 * the other.
 */
package recipe4j.uncertainty;
