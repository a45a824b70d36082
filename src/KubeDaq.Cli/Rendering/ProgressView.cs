using KubeDaq.Api.Partitions;
using KubeDaq.Cli.Terminals;
using Spectre.Console;

namespace KubeDaq.Cli.Rendering;

/// <summary>Shows a partition while it changes: one picture for a person who watches, one line a change for a log.</summary>
internal static class ProgressView
{
    /// <summary>Gets what was before and what is now; null where there is no partition.</summary>
    public delegate void Show(Partition? before, Partition? now);

    public static async Task<int> ShowAsync(Terminal terminal, Func<Show, Task<int>> work)
    {
        if (!terminal.IsInteractive)
            return await work((before, now) => WriteLines(terminal, before, now));
        return await terminal.Drawing().Live(new Text("")).StartAsync(context => work((_, now) =>
        {
            if (now is not null)
                context.UpdateTarget(Picture(now));
        }));
    }

    public static void WriteLines(Terminal terminal, Partition? before, Partition? now)
    {
        foreach (var line in ProgressLines.Between(before, now))
            terminal.Out.WriteLine(line);
    }

    private static Rows Picture(Partition partition)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("APPLICATION", "READY", "HOST", "");
        foreach (var application in partition.Status?.Applications ?? [])
        {
            var all = application.Ready == application.Replicas;
            table.AddRow(
                Markup.Escape(application.Name),
                $"[{(all ? "green" : "yellow")}]{application.Ready}/{application.Replicas}[/]",
                Markup.Escape(string.Join(',', application.Pods.Select(p => p.Host).OfType<string>().Distinct())),
                Markup.Escape(all ? "" : application.Message ?? ""));
        }

        var phase = partition.Status?.Phase;
        var whole = $"{Markup.Escape(partition.Metadata.Name ?? "")} [{Colour(phase)}]{phase}[/] {Markup.Escape(partition.Status?.Message ?? "")}";
        return new Rows(table, new Markup(whole));
    }

    private static string Colour(PartitionPhase? phase) => Shades.Of(phase) switch
    {
        Shade.Good => "green",
        Shade.Bad => "red",
        Shade.Attention => "yellow",
        _ => "grey",
    };
}
