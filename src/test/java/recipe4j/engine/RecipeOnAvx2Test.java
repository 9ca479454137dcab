package recipe4j.engine;

import org.junit.jupiter.api.Tag;

/** The recipe with the kernels of AVX2, whatever processor this is. */
@Tag("avx2")
class RecipeOnAvx2Test extends RecipeEngineTest {}
