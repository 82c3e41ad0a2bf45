{{- define "sli.restricted" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* A variable from a key of a Secret that may be missing there. */}}
{{- define "sli.secretEnv" -}}
- name: {{ .name }}
  valueFrom: {secretKeyRef: {name: {{ .secret }}, key: {{ .key }}, optional: true}}
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
{{ include "sli.secretEnv" (dict "name" "OAUTH_CLIENT_ID" "secret" .Values.polling.existingSecret "key" "oauth-client-id") }}
{{ include "sli.secretEnv" (dict "name" "OAUTH_CLIENT_SECRET" "secret" .Values.polling.existingSecret "key" "oauth-client-secret") }}
{{- if .Values.polling.caSecret }}
- {name: QUARKUS_TLS_KEPTN_TRUST_STORE_PEM_CERTS, value: /etc/sli-provider/keptn-ca/ca.crt}
{{- end }}
{{- else if eq .Values.transport "http" -}}
- {name: K_SINK, value: {{ .Values.http.distributor.enabled | ternary "http://localhost:8081/event" .Values.http.sink | quote }}}
{{- else -}}
- {name: NATS_URL, value: {{ .Values.nats.url | quote }}}
{{- with .Values.nats.existingSecret }}
{{ include "sli.secretEnv" (dict "name" "SLI_PROVIDER_NATS_USER" "secret" . "key" "user") }}
{{ include "sli.secretEnv" (dict "name" "SLI_PROVIDER_NATS_PASSWORD" "secret" . "key" "password") }}
{{ include "sli.secretEnv" (dict "name" "SLI_PROVIDER_NATS_TOKEN" "secret" . "key" "token") }}
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
{{- range $key := list "USER" "PASSWORD" "BEARER_TOKEN" "HEADERS" "PARAMETERS" "PROXY_URL" "TLS_CA" "TLS_CERT" "TLS_KEY" "TLS_SERVER_NAME" "OAUTH2_CLIENT_ID" "OAUTH2_CLIENT_SECRET" "OAUTH2_TOKEN_URL" "OAUTH2_SCOPES" "OAUTH2_PARAMETERS" "OAUTH2_TLS_CA" }}
{{ include "sli.secretEnv" (dict "name" (printf "PROMETHEUS_%s" $key) "secret" $secret "key" (printf "PROMETHEUS_%s" $key)) }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "sli.mounts" -}}
- {name: tmp, mountPath: /tmp}
{{- range $project, $secret := .Values.prometheus.projectSecrets }}
- {name: {{ printf "project-%s" $project | trunc 63 }}, mountPath: {{ printf "/etc/sli-provider/endpoints/%s" $project }}, readOnly: true}
{{- end }}
{{- if and (has .Values.transport (list "nats" "jetstream")) .Values.nats.caSecret }}
- {name: nats-ca, mountPath: /etc/sli-provider/nats-ca, readOnly: true}
{{- end }}
{{- if and (eq .Values.transport "polling") .Values.polling.caSecret }}
- {name: keptn-ca, mountPath: /etc/sli-provider/keptn-ca, readOnly: true}
{{- end }}
{{- end -}}

{{- define "sli.volumes" -}}
- name: tmp
  emptyDir: {sizeLimit: 16Mi}
{{- range $project, $secret := .Values.prometheus.projectSecrets }}
- name: {{ printf "project-%s" $project | trunc 63 }}
  secret: {secretName: {{ $secret }}}
{{- end }}
{{- if and (has .Values.transport (list "nats" "jetstream")) .Values.nats.caSecret }}
- name: nats-ca
  secret: {secretName: {{ .Values.nats.caSecret }}}
{{- end }}
{{- if and (eq .Values.transport "polling") .Values.polling.caSecret }}
- name: keptn-ca
  secret: {secretName: {{ .Values.polling.caSecret }}}
{{- end }}
{{- end -}}
