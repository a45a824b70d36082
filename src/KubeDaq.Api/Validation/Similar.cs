namespace KubeDaq.Api.Validation;

/// <summary>Finds what somebody may have meant.</summary>
internal static class Similar
{
    /// <summary>The most similar names, best first; none where nothing is near.</summary>
    public static IReadOnlyList<string> To(string wanted, IEnumerable<string> names, int count)
    {
        if (wanted.Length > 100)
            return [];
        var near = Math.Max(1, wanted.Length / 2);
        return [.. names
            .Where(name => Math.Abs(name.Length - wanted.Length) <= near)
            .Select(name => (Name: name, Distance: Distance(wanted, name)))
            .Where(found => found.Distance <= near)
            .OrderBy(found => found.Distance).ThenBy(found => found.Name, StringComparer.Ordinal)
            .Take(count).Select(found => found.Name)];
    }

    /// <summary>The question to ask back, or null where nothing is near.</summary>
    public static string? Hint(string? wanted, IEnumerable<string> names) =>
        wanted is not null && To(wanted, names, 1) is [var name] ? $"did you mean {name}?" : null;

    /// <summary>How many letters must be put in, left out or changed, whatever their case.</summary>
    private static int Distance(string left, string right)
    {
        Span<int> row = stackalloc int[right.Length + 1];
        for (var j = 0; j < row.Length; j++)
            row[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = diagonal + (char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
