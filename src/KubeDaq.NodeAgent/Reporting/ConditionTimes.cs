using KubeDaq.Api.Meta;

namespace KubeDaq.NodeAgent.Reporting;

/// <summary>A condition keeps the time of its last change.</summary>
internal static class ConditionTimes
{
    public static IReadOnlyList<Condition> Keep(IEnumerable<Condition> now, IReadOnlyList<Condition>? before, DateTimeOffset time) =>
        [.. now.Select(c => c with { LastTransitionTime = before?.FirstOrDefault(b => b.Type == c.Type && b.Status == c.Status)?.LastTransitionTime ?? time })];

    public static Condition Make(string type, bool status, string reason, string message) =>
        new() { Type = type, Status = status ? "True" : "False", Reason = reason, Message = message };
}
