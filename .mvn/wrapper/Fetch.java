import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Stands in for curl and sha512sum on a machine that has neither; run from its source by mvnw. */
final class Fetch {
  public static void main(String[] args) throws Exception {
    if (args[0].equals("--sha512")) {
      byte[] digest =
          MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(Path.of(args[1])));
      System.out.println(HexFormat.of().formatHex(digest));
      return;
    }
    try (HttpClient client =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
      HttpResponse<Path> response =
          client.send(
              HttpRequest.newBuilder(URI.create(args[0])).build(),
              HttpResponse.BodyHandlers.ofFile(Path.of(args[1])));
      if (response.statusCode() != 200) {
        throw new IOException("status=" + response.statusCode() + ", url=" + args[0]);
      }
    }
  }
}
