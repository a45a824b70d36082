using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.Http.Seams;

/// <summary>Looks at a write after authorization and before validation, and may change or refuse it.</summary>
internal interface IAdmission
{
    /// <summary>Lets the request pass, changes its object, or refuses it.</summary>
    /// <exception cref="StatusException">The refusal.</exception>
    void Admit(AdmissionRequest request);
}

/// <summary>A write on its way into the store.</summary>
internal sealed class AdmissionRequest
{
    /// <summary>Who asks.</summary>
    public required UserInfo User { get; init; }

    /// <summary>What is asked.</summary>
    public required RequestInfo Request { get; init; }

    /// <summary>CREATE, UPDATE or DELETE.</summary>
    public required string Operation { get; init; }

    /// <summary>The object to be written, defaults set; null for a deletion. May be changed in place.</summary>
    public JsonObject? Object { get; init; }

    /// <summary>The stored object, for reading only; null for a creation.</summary>
    public JsonObject? OldObject { get; init; }

    /// <summary>Whether nothing will be stored.</summary>
    public bool DryRun { get; init; }

    /// <summary>Sentences for the client, sent as Warning headers.</summary>
    public IList<string> Warnings { get; init; } = [];

    /// <summary>Notes for the audit log.</summary>
    public IDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}
