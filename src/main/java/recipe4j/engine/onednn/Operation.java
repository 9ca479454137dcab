package recipe4j.engine.onednn;

import org.bytedeco.dnnl.memory;

/** One operation of a plan: a oneDNN primitive, or Java code where oneDNN has no good kernel. */
public interface Operation {
  /** The layer and what is computed of it, for errors and profiles. */
  String name();

  /** The implementation: oneDNN's name for it, or "java:" and a word. */
  String kernel();

  /** Runs it on the calling thread, to its end. */
  void run();

  /**
   * An argument of a primitive.
   *
   * @param argument oneDNN's number for it
   * @param data memory to pass
   */
  record Binding(int argument, memory data) {}
}
