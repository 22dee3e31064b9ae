// Ranks documents for queries with Lucene's IndonesianAnalyzer and its default BM25, as a peer for quality.py.
// Usage: IndonesianSearch DOCUMENTS.tsv QUERIES.tsv, both "id<TAB>text" a line; prints "query<TAB>document<TAB>score".
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

public class IndonesianSearch {
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("lucene");
        Analyzer analyzer = new IndonesianAnalyzer();
        try (Directory directory = FSDirectory.open(folder)) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer));
                    BufferedReader lines = Files.newBufferedReader(Paths.get(arguments[0]), StandardCharsets.UTF_8)) {
                for (String line; (line = lines.readLine()) != null; ) {
                    String[] columns = line.split("\t", 2);
                    Document document = new Document();
                    document.add(new StringField("id", columns[0], Field.Store.YES));
                    document.add(new TextField("text", columns[1], Field.Store.NO));
                    writer.addDocument(document);
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(directory);
                    BufferedReader lines = Files.newBufferedReader(Paths.get(arguments[1]), StandardCharsets.UTF_8)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                QueryBuilder builder = new QueryBuilder(analyzer);
                StringBuilder output = new StringBuilder();
                for (String line; (line = lines.readLine()) != null; ) {
                    String[] columns = line.split("\t", 2);
                    Query query = builder.createBooleanQuery("text", columns[1]);
                    if (query == null) continue;
                    for (ScoreDoc hit : searcher.search(query, 100).scoreDocs) {
                        String id = searcher.doc(hit.doc).get("id");
                        output.append(columns[0]).append('\t').append(id).append('\t').append(hit.score).append('\n');
                    }
                }
                System.out.print(output);
            }
        }
    }
}
