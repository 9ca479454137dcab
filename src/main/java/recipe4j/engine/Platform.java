package recipe4j.engine;

import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.factory.Nd4j;
import oshi.SystemInfo;
import recipe4j.engine.nativecode.KernelLibrary;
import recipe4j.engine.onednn.OneDnn;

/**
 * The machine as the engines see it.
 *
 * @param processor the processor's own name, "unknown" where the system does not tell
 * @param processors how many the process may use, container limits included
 * @param instructions the widest instruction set that oneDNN uses here, "none" without oneDNN
 * @param oneDnn oneDNN's version, or why it can't be used
 * @param kernels instruction set of the kernels in C, or why there are none
 * @param nd4jBackend ND4J's binary
 */
public record Platform(
    String processor,
    int processors,
    String instructions,
    String oneDnn,
    String kernels,
    String nd4jBackend) {
  /** Bits as oneDNN 2.7 defines them in dnnl_types.h. */
  private static final Map<Integer, String> INSTRUCTIONS =
      Map.of(
          dnnl.dnnl_cpu_isa_sse41, "SSE4.1",
          dnnl.dnnl_cpu_isa_avx, "AVX",
          dnnl.dnnl_cpu_isa_avx2, "AVX2",
          dnnl.dnnl_cpu_isa_avx2_vnni, "AVX2 with VNNI",
          dnnl.dnnl_cpu_isa_avx512_core, "AVX-512",
          dnnl.dnnl_cpu_isa_avx512_core_vnni, "AVX-512 with VNNI",
          dnnl.dnnl_cpu_isa_avx512_core_bf16, "AVX-512 with bfloat16",
          dnnl.dnnl_cpu_isa_avx512_core_fp16, "AVX-512 with half precision",
          dnnl.dnnl_cpu_isa_avx512_core_amx, "AVX-512 with AMX");

  /** {@return the properties of this machine} */
  public static Platform current() {
    Optional<String> fault = OneDnn.fault();
    return new Platform(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        fault.isPresent()
            ? "none"
            : INSTRUCTIONS.getOrDefault(dnnl.dnnl_get_effective_cpu_isa(), "other"),
        fault.orElseGet(OneDnn::version),
        KernelLibrary.fault()
            .orElseGet(() -> KernelLibrary.name(EngineOptions.defaults().kernels().lanes())),
        Nd4j.getExecutioner().getEnvironmentInformation().getProperty("backend", "unknown"));
  }

  /** For people only, so a failure to read it is no error. */
  private static String processorName() {
    try {
      return new SystemInfo().getHardware().getProcessor().getName().strip();
    } catch (LinkageError | RuntimeException e) {
      return "unknown";
    }
  }
}
