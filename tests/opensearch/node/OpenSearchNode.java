import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.IndexService;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;

/**
 * One node of a real OpenSearch, run from jars on the class path: no distribution is unpacked.
 *
 * <p>{@code java -cp JARS OpenSearchNode HOME PLUGINS [SETTING=VALUE ...]}: HOME is a folder for
 * data and configuration, PLUGINS the names of classes between commas. It runs until SIGTERM.
 */
public final class OpenSearchNode extends Node {
  private OpenSearchNode(Settings settings, Path home, List<Class<? extends Plugin>> plugins) {
    super(
        InternalSettingsPreparer.prepareEnvironment(
            settings, Map.of(), home.resolve("config"), () -> home.getFileName().toString()),
        plugins,
        true);
  }

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]).toAbsolutePath();
    Files.createDirectories(home.resolve("config"));
    List<Class<? extends Plugin>> plugins = new ArrayList<>();
    for (String name : arguments[1].split(",")) {
      plugins.add(Class.forName(name).asSubclass(Plugin.class));
    }
    Settings.Builder settings = Settings.builder();
    settings.put("path.home", home);
    for (int i = 2; i < arguments.length; i++) {
      int equals = arguments[i].indexOf('=');
      settings.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
    }
    Node node = new OpenSearchNode(settings.build(), home, plugins);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
    node.start();
    Thread.currentThread().join();
  }

  /**
   * Lets an index say how often its copies tell how far they are, which by default is each half a
   * minute: {@code index.soft_deletes.retention_lease.sync_interval}.
   */
  public static final class Leases extends Plugin {
    @Override
    public List<Setting<?>> getSettings() {
      return List.of(IndexService.RETENTION_LEASE_SYNC_INTERVAL_SETTING);
    }
  }

  private static void close(Node node) {
    try {
      node.close();
    } catch (java.io.IOException e) {
      e.printStackTrace();
    }
  }
}
