using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Reading;
using KubeDaq.Api.Validation;
using KubeDaq.Api.Yaml;

namespace KubeDaq.NodeAgent.Configuration;

/// <summary>Reads the configuration: strictly, and with all that is wrong at once.</summary>
internal static class ConfigurationReading
{
    /// <exception cref="ConfigurationException">It cannot be read, or is wrong; the message has every reason.</exception>
    public static AgentConfiguration Load(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(path, [new FieldError("", e.Message, "name a file that the agent may read by --config")]);
        }

        var (configuration, errors) = Read(text);
        return errors.Count == 0 ? configuration! : throw new ConfigurationException(path, errors);
    }

    /// <summary>The configuration, or what is wrong with it; never throws for what the text holds.</summary>
    public static (AgentConfiguration? Configuration, IReadOnlyList<FieldError> Errors) Read(string text)
    {
        try
        {
            return YamlText.Read(text, YamlLimits.Default) switch
            {
                [] => (new AgentConfiguration(), []),
                [{ Root: JsonObject root } only] => Read(root, only),
                [var only] => (null, [new FieldError("", "is not an object with fields", "write fields such as pci:, cards: and networks:")]),
                _ => (null, [new FieldError("", "holds several documents", "write one, without ---")]),
            };
        }
        catch (YamlTextException e)
        {
            return (null, [new FieldError("", e.Problem, e.Advice) { Line = e.Line }]);
        }
    }

    private static (AgentConfiguration?, IReadOnlyList<FieldError>) Read(JsonObject root, YamlDocument document)
    {
        var errors = new FieldErrors();
        var type = AgentConfigurationJson.Default.AgentConfiguration;
        new Shape(errors).Check(root, type, "");
        AgentConfiguration? found = null;
        if (errors.All.Count == 0)
        {
            found = Deserialize(root, errors);
            if (found is not null)
                ConfigurationValidation.Check(found, errors);
        }

        return (found, [.. errors.All.Select(e => e with { Line = document.LineOf(e.Field) })]);
    }

    private static AgentConfiguration? Deserialize(JsonObject root, FieldErrors errors)
    {
        try
        {
            return root.Deserialize(AgentConfigurationJson.Default.AgentConfiguration);
        }
        catch (JsonException e)
        {
            errors.Add(e.Path ?? "", "cannot be read", "compare with docs/agent.md");
            return null;
        }
    }
}

/// <summary>The configuration is wrong: the agent does not start.</summary>
internal sealed class ConfigurationException(string path, IReadOnlyList<FieldError> errors)
    : Exception(string.Join('\n', errors.Select(e => $"{path}: {e}")))
{
    public IReadOnlyList<FieldError> Errors { get; } = errors;
}
