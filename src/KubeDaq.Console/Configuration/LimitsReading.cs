using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Identity;

namespace KubeDaq.Console.Configuration;

/// <summary>Reads how long and how many sessions last.</summary>
internal static class LimitsReading
{
    private static readonly string[] Fields = ["idleMinutes", "absoluteMinutes", "perPerson", "total"];

    /// <summary>The limits; those not said are the usual ones.</summary>
    public static SessionLimits Read(SiteFields fields, JsonObject values)
    {
        fields.RefuseOthers(Fields);
        var usual = new SessionLimits();
        var limits = new SessionLimits
        {
            Idle = TimeSpan.FromMinutes(Number(fields, values, "idleMinutes", (int)usual.Idle.TotalMinutes, 1440)),
            Absolute = TimeSpan.FromMinutes(Number(fields, values, "absoluteMinutes", (int)usual.Absolute.TotalMinutes, 10080)),
            PerPerson = Number(fields, values, "perPerson", usual.PerPerson, 100),
            Total = Number(fields, values, "total", usual.Total, 100_000),
        };
        if (limits.Idle > limits.Absolute)
            fields.Wrong("idleMinutes", "is longer than a session lasts at all", "write less than absoluteMinutes");
        return limits;
    }

    private static int Number(SiteFields fields, JsonObject values, string name, int usual, int most)
    {
        if (!values.TryGetPropertyValue(name, out var value))
            return usual;
        if (value?.GetValueKind() == JsonValueKind.Number && int.TryParse(value.ToJsonString(), out var number) && number >= 1 && number <= most)
            return number;
        fields.Wrong(name, "is no usable number", $"write a whole number from 1 to {most}");
        return usual;
    }
}
