using KubeDaq.Api.HostAccess;

namespace KubeDaq.Api.Validation;

/// <summary>Checks ranges of host ports.</summary>
internal static class HostPortsValidation
{
    private const int Max = 64;

    public static void Check(IReadOnlyList<HostPortRange> ranges, string field, FieldErrors errors)
    {
        if (ranges.Count > Max)
            errors.Add(field, $"has {ranges.Count} ranges, {Max} are allowed", "join ranges");
        for (var i = 0; i < ranges.Count && i < Max; i++)
        {
            var (range, path) = (ranges[i], $"{field}[{i}]");
            CheckPort(range.Min, $"{path}.min", errors);
            CheckPort(range.Max, $"{path}.max", errors);
            if (range.Min > range.Max)
                errors.Add($"{path}.max", $"{range.Max} is less than min, {range.Min}: no port is in that range", "write the larger number as max");
        }
    }

    private static void CheckPort(int port, string field, FieldErrors errors)
    {
        if (port is < 1 or > 65535)
            errors.Add(field, $"{port} is not a port", "write a number from 1 to 65535");
    }
}
