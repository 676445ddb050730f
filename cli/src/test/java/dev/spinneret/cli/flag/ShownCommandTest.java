package dev.spinneret.cli.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spinneret.cli.crawl.CrawlCommand;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is shown of a command line; `_` stands for a blank within a word.
class ShownCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "http://h/ -q --max-depth 3            | http://h/ -q --max-depth 3",
        "http://me:hush@h/a                    | http://***@h/a",
        "http:me:hush@h                        | http://***@h/",
        "http:\\\\\\\\me:hush@h                    | http://***@h/",
        "me:hush@h                             | ***@h",
        "http://h/?token=hush                  | http://h/?token=hush",
        "--sitemap http://me:hush@h/           | --sitemap http://***@h/",
        "--sitemap=http://me:hush@h/           | --sitemap=http://***@h/",
        "--user me:hush                        | --user me:***",
        "--user me:hu:sh                       | --user me:***",
        "--user=me:hush                        | --user=me:***",
        "--user me                             | --user me",
        "--user @file                          | --user @file",
        "--user @me:hush                       | --user @me:***",
        "-u me:hush                            | -u me:***",
        "-ume:hush                             | -ume:***",
        "-u=me:hush                            | -u=me:***",
        "-qvume:hush                           | -qvume:***",
        "-qu me:hush http://h/                 | -qu me:*** http://h/",
        "-HCookie:_a=hush                      | -HCookie:_***",
        "-H Cookie:_a=hush                     | -H Cookie:_***",
        "-x http://me:hush@p:3128              | -x http://***@p:3128",
        "-d3 -                                 | -d3 -",
        "--bearer hush                         | --bearer ***",
        "--bearer @file                        | --bearer @file",
        "--header X-Api-Key:hush               | --header X-Api-Key:_***",
        "--header Accept:text/html             | --header Accept:text/html",
        "--header Referer:http://me:hush@h/    | --header Referer:http://***@h/",
        "--header hush                         | --header ***",
        "--proxy http://me:hush@p:3128         | --proxy http://***@p:3128",
        "--proxy me:hush@p:3128                | --proxy http://***@p:3128",
        "--proxy socks5h://me:hush@p           | --proxy socks5h://***@p:1080",
        "--proxy http://p:3128                 | --proxy http://p:3128",
        "--config flags --quiet http://h/      | --config flags --quiet http://h/",
      })
  void secretsAreStars(String typed, String shown) {
    assertEquals(words(shown), ShownCommand.of(CrawlCommand.TABLE, words(typed)));
  }

  private static List<String> words(String line) {
    return List.of(("crawl " + line.strip()).split(" ", -1)).stream()
        .map(word -> word.replace('_', ' '))
        .toList();
  }
}
