// Indexes and answers with Lucene's IndonesianAnalyzer and its default BM25, as a peer for speed.py.
// Usage: IndonesianSpeed build DOCUMENTS.txt INDEX, a document a line; prints how many segments there are.
//        IndonesianSpeed serve INDEX, reads "way<TAB>words" a line; prints the microseconds that it took,
//        by the clock on the wall and of the processor.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

public class IndonesianSpeed {
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("build")) build(arguments[1], arguments[2]);
        else serve(arguments[1]);
    }

    private static void build(String documents, String folder) throws Exception {
        try (Directory directory = FSDirectory.open(Paths.get(folder))) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(new IndonesianAnalyzer()));
                    BufferedReader lines = Files.newBufferedReader(Paths.get(documents), StandardCharsets.UTF_8)) {
                for (String line; (line = lines.readLine()) != null; ) {
                    Document document = new Document();
                    document.add(new TextField("text", line, Field.Store.NO));
                    writer.addDocument(document);
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                System.out.println(reader.leaves().size());
            }
        }
    }

    private static void serve(String folder) throws Exception {
        Analyzer analyzer = new IndonesianAnalyzer();
        QueryBuilder builder = new QueryBuilder(analyzer);
        try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(Paths.get(folder)));
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            for (String line; (line = lines.readLine()) != null; ) {
                String[] columns = line.split("\t", 2);
                long started = System.nanoTime(), used = threads.getCurrentThreadCpuTime();
                Query query = query(builder, columns[0], columns[1]);
                if (query != null) searcher.search(query, 10);
                used = threads.getCurrentThreadCpuTime() - used;
                System.out.println((System.nanoTime() - started) / 1000.0 + " " + used / 1000.0);
                System.out.flush();
            }
        }
    }

    private static Query query(QueryBuilder builder, String way, String words) {
        switch (way) {
            case "all": return builder.createBooleanQuery("text", words, Occur.MUST);
            case "phrase": return builder.createPhraseQuery("text", words);
            case "prefix": return new PrefixQuery(new Term("text", words));
            case "fuzzy": return new FuzzyQuery(new Term("text", words), 1);
            default: return builder.createBooleanQuery("text", words);
        }
    }
}
