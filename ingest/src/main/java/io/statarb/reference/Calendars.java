package io.statarb.reference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.statarb.cli.NearestWord;
import io.statarb.cli.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The calendars that are known by name. */
public final class Calendars {
  private final Map<String, MarketCalendar> byName = new LinkedHashMap<>();

  /** Reads the calendars that the project ships. */
  public Calendars() {
    exchanges()
        .forEach((name, settings) -> {
          byName.put(name, new ExchangeCalendar(name, settings));
          settings.also().forEach(also -> byName.put(also, new ExchangeCalendar(also, settings)));
        });
    MarketCalendar fx = ContinuousCalendar.fx();
    MarketCalendar crypto = ContinuousCalendar.crypto();
    byName.put(fx.name(), fx);
    byName.put(crypto.name(), crypto);
  }

  private static Map<String, ExchangeSettings> exchanges() {
    SimpleModule times = new SimpleModule();
    times.addDeserializer(
        LocalDate.class,
        new JsonDeserializer<>() {
          @Override
          public LocalDate deserialize(JsonParser p, DeserializationContext c) throws IOException {
            return LocalDate.parse(p.getText());
          }
        });
    times.addDeserializer(
        LocalTime.class,
        new JsonDeserializer<>() {
          @Override
          public LocalTime deserialize(JsonParser p, DeserializationContext c) throws IOException {
            return LocalTime.parse(p.getText());
          }
        });
    times.addKeyDeserializer(
        LocalDate.class,
        new KeyDeserializer() {
          @Override
          public Object deserializeKey(String key, DeserializationContext c) {
            return LocalDate.parse(key);
          }
        });
    ObjectMapper yaml =
        new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .registerModule(times);
    try (InputStream in = Calendars.class.getResourceAsStream("exchanges.yaml")) {
      if (in == null) {
        throw new IllegalStateException("Invariant: exchanges.yaml is on the class path");
      }
      return yaml.readValue(in, new TypeReference<Map<String, ExchangeSettings>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of all calendars. */
  public Set<String> names() {
    return byName.keySet();
  }

  /**
   * A calendar.
   *
   * @param name its name, in any case
   * @throws Refusal naming the nearest when there is none
   */
  public MarketCalendar named(String name) {
    MarketCalendar calendar = byName.get(name.toUpperCase(Locale.ROOT));
    if (calendar == null) {
      throw Refusal.usage(
          "no calendar %s; the nearest is %s; there are %s"
              .formatted(name, NearestWord.to(name.toUpperCase(Locale.ROOT), names()), names()));
    }
    return calendar;
  }
}
