package recipe4j.engine.onednn;

import org.bytedeco.dnnl.memory;

/** A step of the plan: a oneDNN primitive, or Java where oneDNN has no good kernel. */
public interface Operation {
  /** For errors and profiles. */
  String name();

  /** What computes it. */
  String kernel();

  /** Computes it, on the plan's thread. */
  void run();

  /**
   * A memory in its role.
   *
   * @param argument one of oneDNN's argument numbers
   * @param data what to pass
   */
  record Binding(int argument, memory data) {}
}
