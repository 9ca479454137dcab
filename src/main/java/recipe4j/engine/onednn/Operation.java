package recipe4j.engine.onednn;

/** One operation of a plan: a oneDNN primitive, a C kernel, or Java code where neither is good. */
public abstract class Operation {
  private final String name;

  /**
   * A named one.
   *
   * @param name the layer and what is computed of it, for errors and profiles
   */
  protected Operation(String name) {
    this.name = name;
  }

  protected final String name() {
    return name;
  }

  /** Runs it on the calling thread, to its end. */
  public abstract void run();

  /**
   * An argument of a primitive.
   *
   * @param argument oneDNN's number for it
   * @param data memory to pass; null for an argument that is left out
   */
  public record Binding(int argument, Data data) {}
}
