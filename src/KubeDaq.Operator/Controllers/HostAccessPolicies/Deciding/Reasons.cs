namespace KubeDaq.Operator.Controllers.HostAccessPolicies.Deciding;

/// <summary>Reasons in the conditions of a policy, one word for programs.</summary>
internal static class Reasons
{
    public const string Compiled = "Compiled";
    public const string Invalid = "Invalid";
    public const string TooCostly = "TooCostly";
    public const string Enforced = "Enforced";
    public const string WarnOnly = "WarnOnly";
    public const string AuditOnly = "AuditOnly";
    public const string NotCompiled = "NotCompiled";
    public const string NotApplied = "NotApplied";
    public const string TypeChecking = "TypeChecking";
    public const string RoleNotOurs = "RoleNotOurs";
}
