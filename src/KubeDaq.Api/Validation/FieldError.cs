namespace KubeDaq.Api.Validation;

/// <summary>One thing wrong with an object.</summary>
/// <param name="Field">The path, <c>spec.applications[0].name</c>; empty for what is wrong with the text as a whole.</param>
/// <param name="Problem">What is wrong with the value found there.</param>
/// <param name="Advice">What to write instead.</param>
public sealed record FieldError(string Field, string Problem, string Advice)
{
    /// <summary>The line of the text, from 1, where the object was read from one.</summary>
    public int? Line { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(Line is { } line ? $"line {line}: " : "")}{(Field.Length > 0 ? $"{Field}: " : "")}{Problem}; {Advice}";
}
