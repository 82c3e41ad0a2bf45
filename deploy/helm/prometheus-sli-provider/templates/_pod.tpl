{{- define "sli.restricted" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* A variable from a key of a Secret. It is not optional: with a missing or misspelt key the pod does not start and names the key;
     otherwise the program would run without credentials. */}}
{{- define "sli.secretEnv" -}}
- name: {{ .name }}
  valueFrom: {secretKeyRef: {name: {{ .secret | quote }}, key: {{ .key }}}}
{{- end -}}

{{/* Variables that the chart sets; env must not set them a second time. */}}
{{- define "sli.env" -}}
- name: K8S_DEPLOYMENT_NAME
  valueFrom: {fieldRef: {fieldPath: "metadata.labels['app.kubernetes.io/name']"}}
- name: K8S_DEPLOYMENT_VERSION
  valueFrom: {fieldRef: {fieldPath: "metadata.labels['app.kubernetes.io/version']"}}
- name: K8S_NAMESPACE
  valueFrom: {fieldRef: {fieldPath: metadata.namespace}}
- name: POD_NAMESPACE
  valueFrom: {fieldRef: {fieldPath: metadata.namespace}}
- name: K8S_POD_NAME
  valueFrom: {fieldRef: {fieldPath: metadata.name}}
- name: K8S_NODE_NAME
  valueFrom: {fieldRef: {fieldPath: spec.nodeName}}
- {name: SLI_PROVIDER_EVENTS_TRANSPORT, value: {{ .Values.transport }}}
- {name: SLI_PROVIDER_GET_SLI_PROVIDER, value: {{ .Values.provider | quote }}}
{{- if .Values.lighthouse.enabled }}
- {name: SLI_PROVIDER_LIGHTHOUSE_ENABLED, value: "true"}
{{- with .Values.lighthouse.projects }}
- {name: SLI_PROVIDER_LIGHTHOUSE_PROJECTS, value: {{ join "," . | quote }}}
{{- end }}
{{- end }}
{{- include "sli.transport" . | nindent 0 }}
{{- include "sli.prometheus" . | nindent 0 }}
{{- if .Values.gate.enabled }}
- {name: SLI_PROVIDER_GATE_TOKENS_FILE, value: /etc/sli-provider/gate/tokens}
{{- end }}
{{- if .Values.history.claim }}
- {name: SLI_PROVIDER_HISTORY_DIRECTORY, value: /var/lib/sli-provider/history}
{{- end }}
{{- if .Values.history.database.url }}
{{- include "sli.database" . | nindent 0 }}
{{- end }}
- {name: PROJECT_FILTER, value: {{ join "," .Values.subscription.projects | quote }}}
- {name: STAGE_FILTER, value: {{ join "," .Values.subscription.stages | quote }}}
- {name: SERVICE_FILTER, value: {{ join "," .Values.subscription.services | quote }}}
- {name: DISABLE_REGISTRATION, value: {{ .Values.subscription.fixed | quote }}}
- {name: QUARKUS_LOG_LEVEL, value: {{ .Values.log.level | quote }}}
- {name: LOG_JSON, value: {{ .Values.log.json | quote }}}
{{- if .Values.jvm.enabled }}
- {name: JAVA_TOOL_OPTIONS, value: {{ printf "%s -Xmx%s" .Values.jvm.options (include "sli.heap" .) | trim | quote }}}
{{- end }}
{{- end -}}

{{- define "sli.transport" -}}
{{- if eq .Values.transport "polling" -}}
- {name: KEPTN_API_ENDPOINT, value: {{ .Values.polling.endpoint | quote }}}
- {name: HTTP_SSL_VERIFY, value: {{ .Values.polling.verifyTls | quote }}}
- {name: SLI_PROVIDER_POLLING_INTERVAL, value: {{ .Values.polling.interval | quote }}}
{{- with .Values.polling.projects }}
- {name: SLI_PROVIDER_POLLING_PROJECTS, value: {{ join "," . | quote }}}
{{- end }}
{{- with .Values.polling.oauth.scopes }}
- {name: OAUTH_SCOPES, value: {{ . | quote }}}
{{- end }}
{{- with .Values.polling.oauth.discovery }}
- {name: OAUTH_DISCOVERY, value: {{ . | quote }}}
{{- end }}
{{- with .Values.polling.oauth.tokenUrl }}
- {name: OAUTH_TOKEN_URL, value: {{ . | quote }}}
{{- end }}
{{ include "sli.secretEnv" (dict "name" "KEPTN_API_TOKEN" "secret" .Values.polling.existingSecret "key" "token") }}
{{- if .Values.polling.oauth.scopes }}
{{ include "sli.secretEnv" (dict "name" "OAUTH_CLIENT_ID" "secret" .Values.polling.existingSecret "key" "oauth-client-id") }}
{{ include "sli.secretEnv" (dict "name" "OAUTH_CLIENT_SECRET" "secret" .Values.polling.existingSecret "key" "oauth-client-secret") }}
{{- end }}
{{- if .Values.polling.caSecret }}
- {name: QUARKUS_TLS_KEPTN_TRUST_STORE_PEM_CERTS, value: /etc/sli-provider/keptn-ca/ca.crt}
{{- end }}
{{- else if eq .Values.transport "http" -}}
- {name: K_SINK, value: {{ .Values.http.distributor.enabled | ternary "http://localhost:8081/event" .Values.http.sink | quote }}}
{{- if .Values.http.distributor.enabled }}
# Events come from the sidecar only, so no other pod needs this port.
- {name: QUARKUS_HTTP_HOST, value: 127.0.0.1}
{{- end }}
{{- else -}}
- {name: NATS_URL, value: {{ .Values.nats.url | quote }}}
{{- with .Values.nats.existingSecret }}
{{- if eq $.Values.nats.login "password" }}
{{ include "sli.secretEnv" (dict "name" "SLI_PROVIDER_NATS_USER" "secret" . "key" "user") }}
{{ include "sli.secretEnv" (dict "name" "SLI_PROVIDER_NATS_PASSWORD" "secret" . "key" "password") }}
{{- else if eq $.Values.nats.login "token" }}
{{ include "sli.secretEnv" (dict "name" "SLI_PROVIDER_NATS_TOKEN" "secret" . "key" "token") }}
{{- else }}
- {name: {{ $.Values.nats.login | eq "nkey" | ternary "SLI_PROVIDER_NATS_NKEY_FILE" "SLI_PROVIDER_NATS_CREDENTIALS_FILE" }}, value: /etc/sli-provider/nats-login/{{ $.Values.nats.login }}}
{{- end }}
{{- end }}
{{- if .Values.nats.caSecret }}
- {name: QUARKUS_TLS_NATS_TRUST_STORE_PEM_CERTS, value: /etc/sli-provider/nats-ca/ca.crt}
{{- end }}
{{- end }}
{{- end -}}

{{- define "sli.prometheus" -}}
{{- $places := list "configuration" -}}
{{- if .Values.prometheus.projectSecrets }}{{ $places = append $places "directory" }}{{ end -}}
{{- if .Values.prometheus.readSecrets }}{{ $places = append $places "kubernetes" }}{{ end -}}
- {name: PROMETHEUS_ENDPOINT, value: {{ .Values.prometheus.endpoint | quote }}}
- {name: SLI_PROVIDER_ENDPOINTS_SOURCES, value: {{ append $places "default" | join "," | quote }}}
{{- if .Values.prometheus.projectSecrets }}
- {name: SLI_PROVIDER_ENDPOINTS_DIRECTORY, value: /etc/sli-provider/endpoints}
{{- end }}
{{- with .Values.prometheus.existingSecret }}
{{- $secret := . }}
{{- range $key := $.Values.prometheus.secretKeys }}
{{ include "sli.secretEnv" (dict "name" $key "secret" $secret "key" $key) }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "sli.database" -}}
- {name: SLI_PROVIDER_HISTORY_DATABASE_URL, value: {{ .Values.history.database.url | quote }}}
{{ include "sli.secretEnv" (dict "name" "SLI_PROVIDER_HISTORY_DATABASE_USER" "secret" .Values.history.database.existingSecret "key" "user") }}
- {name: SLI_PROVIDER_HISTORY_DATABASE_PASSWORD_FILE, value: /etc/sli-provider/history/password}
- {name: SLI_PROVIDER_HISTORY_DATABASE_TLS, value: {{ .Values.history.database.tls | quote }}}
{{- if .Values.history.database.caSecret }}
- {name: QUARKUS_TLS_HISTORY_TRUST_STORE_PEM_CERTS, value: /etc/sli-provider/history-ca/ca.crt}
{{- end }}
{{- end -}}

{{/* The name of a project can be longer than that of a volume, or end in a hyphen. */}}
{{- define "sli.volume" -}}
project-{{ sha256sum . | trunc 12 }}
{{- end -}}

{{- define "sli.mounts" -}}
- {name: tmp, mountPath: /tmp}
{{- if include "sli.ownToken" . }}
- {name: service-account, mountPath: /var/run/secrets/kubernetes.io/serviceaccount, readOnly: true}
{{- end }}
{{- range $project, $secret := .Values.prometheus.projectSecrets }}
- {name: {{ include "sli.volume" $project }}, mountPath: {{ printf "/etc/sli-provider/endpoints/%s" $project }}, readOnly: true}
{{- end }}
{{- if and (has .Values.transport (list "nats" "jetstream")) .Values.nats.existingSecret (has .Values.nats.login (list "credentials" "nkey")) }}
- {name: nats-login, mountPath: /etc/sli-provider/nats-login, readOnly: true}
{{- end }}
{{- if and (has .Values.transport (list "nats" "jetstream")) .Values.nats.caSecret }}
- {name: nats-ca, mountPath: /etc/sli-provider/nats-ca, readOnly: true}
{{- end }}
{{- if and (eq .Values.transport "polling") .Values.polling.caSecret }}
- {name: keptn-ca, mountPath: /etc/sli-provider/keptn-ca, readOnly: true}
{{- end }}
{{- if .Values.gate.enabled }}
- {name: gate-tokens, mountPath: /etc/sli-provider/gate, readOnly: true}
{{- end }}
{{- if .Values.history.claim }}
- {name: evaluations, mountPath: /var/lib/sli-provider}
{{- end }}
{{- if .Values.history.database.url }}
- {name: history, mountPath: /etc/sli-provider/history, readOnly: true}
{{- if .Values.history.database.caSecret }}
- {name: history-ca, mountPath: /etc/sli-provider/history-ca, readOnly: true}
{{- end }}
{{- end }}
{{- end -}}

{{- define "sli.volumes" -}}
- name: tmp
  emptyDir: {sizeLimit: 16Mi}
{{- if include "sli.ownToken" . }}
# As Kubernetes mounts it, but for the program only: the distributor needs no permission.
- name: service-account
  projected:
    sources:
      - serviceAccountToken: {path: token, expirationSeconds: 3607}
      - configMap: {name: kube-root-ca.crt, items: [{key: ca.crt, path: ca.crt}]}
      - downwardAPI: {items: [{path: namespace, fieldRef: {fieldPath: metadata.namespace}}]}
{{- end }}
{{- range $project, $secret := .Values.prometheus.projectSecrets }}
- name: {{ include "sli.volume" $project }}
  secret: {secretName: {{ $secret | quote }}}
{{- end }}
{{- if and (has .Values.transport (list "nats" "jetstream")) .Values.nats.existingSecret (has .Values.nats.login (list "credentials" "nkey")) }}
- name: nats-login
  secret: {secretName: {{ .Values.nats.existingSecret }}, items: [{key: {{ .Values.nats.login }}, path: {{ .Values.nats.login }}}]}
{{- end }}
{{- if and (has .Values.transport (list "nats" "jetstream")) .Values.nats.caSecret }}
- name: nats-ca
  secret: {secretName: {{ .Values.nats.caSecret }}}
{{- end }}
{{- if and (eq .Values.transport "polling") .Values.polling.caSecret }}
- name: keptn-ca
  secret: {secretName: {{ .Values.polling.caSecret }}}
{{- end }}
{{- if .Values.gate.enabled }}
- name: gate-tokens
  secret: {secretName: {{ .Values.gate.tokensSecret }}, items: [{key: tokens, path: tokens}]}
{{- end }}
{{- if .Values.history.claim }}
- name: evaluations
  persistentVolumeClaim: {claimName: {{ .Values.history.claim }}}
{{- end }}
{{- if .Values.history.database.url }}
- name: history
  secret: {secretName: {{ .Values.history.database.existingSecret }}, items: [{key: password, path: password}]}
{{- if .Values.history.database.caSecret }}
- name: history-ca
  secret: {secretName: {{ .Values.history.database.caSecret }}}
{{- end }}
{{- end }}
{{- end -}}

{{/* Image, variables, resources and security context, the same for every container with the program. */}}
{{- define "sli.program" -}}
image: {{ include "sli.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
env:
  {{- include "sli.env" . | nindent 2 }}
  {{- range $name, $value := .Values.env }}
  - {name: {{ $name }}, value: {{ $value | quote }}}
  {{- end }}
  {{- with .Values.extraEnv }}{{ toYaml . | nindent 2 }}{{ end }}
resources: {{- toYaml .Values.resources | nindent 2 }}
securityContext: {{- include "sli.restricted" . | nindent 2 }}
{{- end -}}

{{/* Runs before a sidecar that takes events, and shows that the image starts and that variables and Secrets exist. */}}
{{- define "sli.first" -}}
# The sidecar takes events before the program listens. This container fails first if the program cannot start.
- name: first
  args: [--version]
  {{- include "sli.program" . | nindent 2 }}
  volumeMounts:
    - {name: tmp, mountPath: /tmp}
{{- end -}}

{{/* Keptn's distributor. */}}
{{- define "sli.distributor" -}}
- name: distributor
  image: {{ .Values.http.distributor.image | quote }}
  {{- if include "sli.outlives" . }}
  # Stops after the program (Kubernetes 1.29), which posts its last answers to it; its image has no shell for a delay.
  restartPolicy: Always
  {{- end }}
  env:
    - {name: PUBSUB_URL, value: {{ .Values.nats.url | quote }}}
    - {name: PUBSUB_TOPIC, value: {{ .Values.lighthouse.enabled | ternary "\"sh.keptn.event.get-sli.triggered,sh.keptn.event.evaluation.triggered\"" "sh.keptn.event.get-sli.triggered" }}}
    - {name: PUBSUB_RECIPIENT_PATH, value: /events}
    # One queue group: each event goes to one replica, also during an upgrade.
    - {name: PUBSUB_GROUP, value: {{ include "sli.name" . }}}
    - {name: PROJECT_FILTER, value: {{ join "," .Values.subscription.projects | quote }}}
    - {name: STAGE_FILTER, value: {{ join "," .Values.subscription.stages | quote }}}
    - {name: SERVICE_FILTER, value: {{ join "," .Values.subscription.services | quote }}}
    - {name: VERSION, value: {{ include "sli.version" . | quote }}}
    - name: K8S_DEPLOYMENT_NAME
      valueFrom: {fieldRef: {fieldPath: "metadata.labels['app.kubernetes.io/name']"}}
    - name: K8S_NAMESPACE
      valueFrom: {fieldRef: {fieldPath: metadata.namespace}}
    - name: K8S_POD_NAME
      valueFrom: {fieldRef: {fieldPath: metadata.name}}
    - name: K8S_NODE_NAME
      valueFrom: {fieldRef: {fieldPath: spec.nodeName}}
  {{- with .Values.http.distributor.healthPort }}
  # The port for answers listens inside the pod only. Without a distributor no event arrives.
  readinessProbe:
    httpGet: {path: /health, port: {{ . }}}
    periodSeconds: 5
    timeoutSeconds: 3
  {{- end }}
  resources: {{- toYaml .Values.http.distributor.resources | nindent 4 }}
  securityContext: {{- include "sli.restricted" . | nindent 4 }}
{{- end -}}

{{/* Whether a sidecar can outlive the program. */}}
{{- define "sli.outlives" -}}
{{- if semverCompare ">=1.29-0" .Capabilities.KubeVersion.Version }}yes{{ end -}}
{{- end -}}

{{/* Whether the token of the service account must be mounted into the program only. */}}
{{- define "sli.ownToken" -}}
{{- if and (include "sli.asksKubernetes" .) (eq .Values.transport "http") .Values.http.distributor.enabled }}yes{{ end -}}
{{- end -}}

{{/* Whether ConfigMaps say whose a project is. They are in Keptn's cluster. */}}
{{- define "sli.configMaps" -}}
{{- if and .Values.lighthouse.enabled (not .Values.lighthouse.projects) (ne .Values.transport "polling") }}yes{{ end -}}
{{- end -}}

{{/* Whether the program needs the token of the service account. */}}
{{- define "sli.asksKubernetes" -}}
{{- if or .Values.prometheus.readSecrets (include "sli.configMaps" .) }}yes{{ end -}}
{{- end -}}
