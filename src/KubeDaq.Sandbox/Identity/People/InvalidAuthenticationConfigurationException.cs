namespace KubeDaq.Sandbox.Identity.People;

/// <summary>The file that says whose users the cluster knows cannot be used.</summary>
public sealed class InvalidAuthenticationConfigurationException(string file, string problem) : Exception($"{file}: {problem}");
