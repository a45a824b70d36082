namespace KubeDaq.Bench.Boot;

/// <summary>The table of a boot measurement.</summary>
internal static class BootReport
{
    public static IEnumerable<string> Head { get; } =
    [
        "| applications | floor, all bound | KubeDaq, all bound | ratio | floor 50 % / 90 % | KubeDaq first / 50 % / 90 % |",
        "| ---: | ---: | ---: | ---: | ---: | ---: |",
    ];

    public static string Row(int pods, IReadOnlyList<Curve> boots, IReadOnlyList<Curve> floors)
    {
        var (ours, floor) = (Curve.Median(boots), Curve.Median(floors));
        return $"| {pods} | {Text(floor.All)} | {Text(ours.All)} | {ours.All / floor.All:0.00} | {Text(floor.At(0.5))} / {Text(floor.At(0.9))} " +
            $"| {Text(ours.At(0))} / {Text(ours.At(0.5))} / {Text(ours.At(0.9))} |";
    }

    private static string Text(TimeSpan time) => $"{time.TotalSeconds:0.00} s";
}
