package recipe4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model's file must never bring about. */
class UntrustedModelTest {
  private static final AtomicBoolean RAN = new AtomicBoolean();

  @TempDir private Path folder;

  /** Runs when Java deserialises it. */
  private static final class Payload implements Serializable {
    private static final long serialVersionUID = 1L;

    private void readObject(ObjectInputStream in) {
      RAN.set(true);
    }
  }

  @Test
  void javaObjectsInItAreNotRead() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(payload)) {
      out.writeObject(new Payload());
    }
    Map<String, byte[]> entries = SmallModels.entries(SmallModels.dense());
    for (String name : new String[] {"normalizer.bin", "preprocessor.bin", "objects/own"}) {
      entries.put(name, payload.toByteArray());
    }
    Path file = Files.write(folder.resolve("model.zip"), SmallModels.stored(entries));
    assertThat(ModelFile.load(file).network().numParams()).isPositive();
    assertThat(RAN).isFalse();
    try (ObjectInputStream in =
        new ObjectInputStream(new java.io.ByteArrayInputStream(payload.toByteArray()))) {
      in.readObject();
    }
    assertThat(RAN).as("the payload would have worked").isTrue();
  }

  @Test
  void theConfigurationLoadsNoClassByName() throws IOException {
    Map<String, byte[]> entries =
        SmallModels.edited(
            SmallModels.convolutional(),
            "org.nd4j.linalg.activations.impl.ActivationReLU",
            Trap.class.getName());
    Path file = Files.write(folder.resolve("model.zip"), SmallModels.stored(entries));
    assertThat(catchMessage(file)).contains("found " + Trap.class.getName());
    assertThat(System.getProperty("recipe4j.test.trap")).isNull();
  }

  private static String catchMessage(Path file) {
    try {
      ModelFile.load(file);
      return "";
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  /** Its class leaves a mark when it is initialised. */
  private static final class Trap {
    static {
      System.setProperty("recipe4j.test.trap", "sprung");
    }
  }
}
