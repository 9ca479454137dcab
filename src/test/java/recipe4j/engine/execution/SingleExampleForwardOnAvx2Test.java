package recipe4j.engine.execution;

import org.junit.jupiter.api.Tag;

/** The same with the kernels of AVX2, whatever processor this is. */
@Tag("avx2")
class SingleExampleForwardOnAvx2Test extends SingleExampleForwardTest {}
