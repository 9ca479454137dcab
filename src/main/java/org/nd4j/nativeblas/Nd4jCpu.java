package org.nd4j.nativeblas;

/**
 * Bridge for DL4J M2.1, whose {@code BaseMKLDNNHelper} asks this class by reflection whether oneDNN
 * may be used. ND4J moved and renamed it to {@code
 * org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment#isUseONEDNN}; without the bridge DL4J
 * never uses oneDNN.
 */
public final class Nd4jCpu {
  private Nd4jCpu() {}

  /** The environment under its old name. */
  public static final class Environment {
    private static final Environment INSTANCE = new Environment();

    private Environment() {}

    /** {@return the only instance, the bridge} */
    public static Environment getInstance() {
      return INSTANCE;
    }

    /** {@return whether ND4J's binary has oneDNN and may use it, as ND4J itself answers} */
    public boolean isUseMKLDNN() {
      return org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment.getInstance().isUseONEDNN();
    }
  }
}
