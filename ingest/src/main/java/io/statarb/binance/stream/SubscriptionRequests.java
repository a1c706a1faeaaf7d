package io.statarb.binance.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * What a subscriber may say on an open stream: {@code
 * {"method":"SUBSCRIBE","params":["btcusdt@depth"],"id":1}}, UNSUBSCRIBE likewise, and
 * LIST_SUBSCRIPTIONS. One thread.
 */
final class SubscriptionRequests {
  private final ObjectMapper json = new ObjectMapper();

  /** Does what is asked; the answer to it. */
  byte[] answer(Subscriber subscriber, byte[] bytes, int from, int to) {
    ObjectNode answer = json.createObjectNode();
    try {
      JsonNode request = json.readTree(bytes, from, to - from);
      answer.set("id", request.path("id"));
      switch (request.path("method").asText()) {
        case "SUBSCRIBE" -> each(request, subscriber::subscribe);
        case "UNSUBSCRIBE" -> each(request, subscriber::unsubscribe);
        case "LIST_SUBSCRIPTIONS" -> answer.set("result", json.valueToTree(subscriber.streams()));
        default -> refuse(answer, "no such method");
      }
      if (!answer.has("result") && !answer.has("error")) {
        answer.putNull("result");
      }
    } catch (IOException e) {
      refuse(answer, "no JSON");
    }
    return bytes(answer);
  }

  private static void each(JsonNode request, Consumer<String> action) {
    request.path("params").forEach(name -> action.accept(name.asText()));
  }

  private static void refuse(ObjectNode answer, String why) {
    answer.putObject("error").put("code", 2).put("msg", why);
  }

  private byte[] bytes(ObjectNode answer) {
    try {
      return json.writeValueAsBytes(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Invariant: a tree can be written", e);
    }
  }
}
