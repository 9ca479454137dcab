package recipe4j.io;

import java.io.IOException;
import java.nio.file.Path;

/** A folder is locked by another process or thread. */
public final class FolderInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String owner;

  /**
   * Names the folder and who holds it.
   *
   * @param folder that was to be locked
   * @param owner who holds it, as it reads after "by"
   */
  public FolderInUseException(Path folder, String owner) {
    super("%s is in use by %s".formatted(folder, owner));
    this.owner = owner;
  }

  /**
   * {@return who holds the folder, such as "process 4711 (recipe4j train) of user ada on lovelace,
   * since ..."}
   */
  public String owner() {
    return owner;
  }
}
