using KubeDaq.Api.Validation;

namespace KubeDaq.Console.Configuration;

/// <summary>The console is not told what it needs; the message has every reason.</summary>
internal sealed class ConfigurationException(string message) : Exception(message)
{
    public static ConfigurationException Of(string file, IEnumerable<FieldError> errors) =>
        new($"{file} is no good configuration:\n  {string.Join("\n  ", errors)}");
}
