package recipe4j.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import recipe4j.engine.EngineKind;

/** Reads a line of work from standard input, answers with a line of figures, and so on. */
public final class PeerProcess {
  private PeerProcess() {}

  /**
   * Runs until standard input ends.
   *
   * @param args the peer; the folder with MNIST's four files, unpacked; the ONNX model
   * @throws Exception whatever goes wrong in a peer
   */
  public static void main(String[] args) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err); // what libraries print is no answer
    ObjectMapper json = new ObjectMapper();
    Peer peer = peer(args[0], Path.of(args[1]), Path.of(args[2]));
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Figures figures = peer.answer(json.readValue(line, Work.class));
      answers.println(json.writeValueAsString(figures));
      answers.flush();
    }
    System.exit(0); // some libraries leave threads behind
  }

  private static Peer peer(String name, Path data, Path model) throws IOException {
    return switch (name) {
      case "native" -> new RecipePeer(EngineKind.NATIVE, Images.read(data));
      case "dl4j" -> new RecipePeer(EngineKind.DL4J, Images.read(data));
      case "bf16" -> new Bf16Peer();
      case "stock" -> new StockPeer(data);
      case "pytorch" -> new PyTorchPeer(Images.read(data));
      case "onnxruntime" -> new OnnxRuntimePeer(model, Images.read(data));
      default -> throw new IllegalArgumentException("unknown peer, found " + name);
    };
  }
}
