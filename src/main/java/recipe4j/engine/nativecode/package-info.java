/**
 * The kernels that are written in C ({@code src/main/native}): their methods, the memory layout of
 * what they are told, and the loading of their library. Addresses are numbers; the callers see to
 * it that they are valid.
 */
@NullMarked
package recipe4j.engine.nativecode;

import org.jspecify.annotations.NullMarked;
