namespace KubeDaq.Bench.Clusters;

/// <summary>Markdown for people: printed, and appended to a file where one is named.</summary>
internal static class Report
{
    public static async Task WriteAsync(string title, string subject, IEnumerable<string> table, FileInfo? append, CancellationToken stop)
    {
        var today = TimeProvider.System.GetUtcNow();
        var text = $"\n### {title}, {today:yyyy-MM-dd}\n\n{subject}; {Machine.Describe()}\n\n{string.Join('\n', table)}\n";
        await Console.Out.WriteAsync(text);
        if (append is not null)
            await File.AppendAllTextAsync(append.FullName, text, stop);
    }
}
