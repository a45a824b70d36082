namespace KubeDaq.Api.Meta;

/// <summary>How long something lasts, in kubectl's short form.</summary>
public static class ShortTime
{
    /// <summary>Such as <c>45s</c>, <c>3m20s</c>, <c>5h</c>.</summary>
    public static string Of(TimeSpan time) => time switch
    {
        { TotalSeconds: < 0 } => "0s",
        { TotalSeconds: < 120 } => $"{(int)time.TotalSeconds}s",
        { TotalMinutes: < 10 } => Two((int)time.TotalMinutes, "m", time.Seconds, "s"),
        { TotalHours: < 3 } => $"{(int)time.TotalMinutes}m",
        { TotalHours: < 8 } => Two((int)time.TotalHours, "h", time.Minutes, "m"),
        { TotalHours: < 48 } => $"{(int)time.TotalHours}h",
        { TotalDays: < 8 } => Two((int)time.TotalDays, "d", time.Hours, "h"),
        _ => $"{(int)time.TotalDays}d",
    };

    private static string Two(int large, string unit, int small, string smallUnit) => small == 0 ? $"{large}{unit}" : $"{large}{unit}{small}{smallUnit}";
}
