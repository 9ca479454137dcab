package recipe4j.engine;

import org.junit.jupiter.api.Tag;

/** The same with the kernels of AVX2, whatever processor this is. */
@Tag("avx2")
class WinogradGradientOnAvx2Test extends WinogradGradientTest {}
