using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace KubeDaq.NodeAgent.Telemetry;

/// <summary>The agent's numbers for Prometheus: few enough that a table of them does.</summary>
internal sealed class Gauges
{
    private readonly ConcurrentDictionary<Sample, double> _values = new();
    private readonly ConcurrentDictionary<string, (string Type, string Help)> _families = new();

    /// <summary>Describes a number before it is set.</summary>
    public void Describe(string name, string help, string type = "gauge") => _families[name] = (type, help);

    public void Set(string name, double value, string? label = null, string? labelValue = null) => _values[new(name, label, labelValue)] = value;

    public void Add(string name, double more = 1, string? label = null, string? labelValue = null) =>
        _values.AddOrUpdate(new(name, label, labelValue), more, (_, value) => value + more);

    public void Forget(string name, string label, string labelValue) => _values.TryRemove(new(name, label, labelValue), out _);

    /// <summary>All numbers in Prometheus' text format.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        foreach (var family in _values.ToArray().GroupBy(v => v.Key.Name).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            if (_families.TryGetValue(family.Key, out var about))
                text.Append($"# HELP {family.Key} {about.Help}\n# TYPE {family.Key} {about.Type}\n");
            foreach (var (sample, value) in family.OrderBy(v => v.Key.LabelValue, StringComparer.Ordinal))
                text.Append($"{sample} {value.ToString("R", CultureInfo.InvariantCulture)}\n");
        }

        return text.ToString();
    }

    private readonly record struct Sample(string Name, string? Label, string? LabelValue)
    {
        public override string ToString() => Label is null ? Name : $"{Name}{{{Label}=\"{LabelValue?.Replace("\\", @"\\").Replace("\"", "\\\"")}\"}}";
    }
}
