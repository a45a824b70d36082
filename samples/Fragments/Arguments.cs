using System.Globalization;

namespace KubeDaq.Samples.Fragments;

/// <summary>The few <c>--name value</c> pairs that a sample takes.</summary>
public sealed class Arguments(IReadOnlyList<string> words)
{
    /// <summary>A text, or its usual value.</summary>
    public string Text(string name, string usual)
    {
        for (var i = 0; i + 1 < words.Count; i += 2)
        {
            if (words[i] == name)
                return words[i + 1];
        }

        return usual;
    }

    /// <summary>A number, or its usual value.</summary>
    public double Number(string name, double usual) =>
        double.TryParse(Text(name, ""), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : usual;
}
