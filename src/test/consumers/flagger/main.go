// Calls the webhooks of a Canary with Flagger's own client, and prints what Flagger would conclude.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"

	"sigs.k8s.io/yaml"

	flaggerv1 "github.com/fluxcd/flagger/pkg/apis/flagger/v1beta1"
	"github.com/fluxcd/flagger/pkg/controller"
)

type conclusion struct {
	Hook    string `json:"hook"`
	Type    string `json:"type"`
	Good    bool   `json:"good"`
	Message string `json:"message"`
}

func main() {
	file := flag.String("canary", "", "file with one Canary")
	from := flag.String("from", "", "beginning of the URLs of its webhooks")
	to := flag.String("to", "", "replaces it")
	service := flag.String("service", "", "replaces the last part of the URL's path before the question mark")
	token := flag.String("token", "", "replaces the token of the metadata")
	flag.Parse()
	if err := run(*file, *from, *to, *service, *token); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(file, from, to, service, token string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var canary flaggerv1.Canary
	if err := yaml.UnmarshalStrict(text, &canary); err != nil {
		return fmt.Errorf("%s is no Canary: %w", file, err)
	}
	var conclusions []conclusion
	for _, hook := range canary.GetAnalysis().Webhooks {
		if !strings.HasPrefix(hook.URL, from) {
			return fmt.Errorf("%s: the URL %s does not begin with %s", file, hook.URL, from)
		}
		hook.URL = to + strings.TrimPrefix(hook.URL, from)
		if service != "" {
			hook.URL = strings.Replace(hook.URL, "/"+canary.Spec.TargetRef.Name+"/flagger", "/"+service+"/flagger", 1)
		}
		if hook.Metadata != nil {
			(*hook.Metadata)["token"] = token
		}
		refusal := controller.CallWebhook(canary, flaggerv1.CanaryPhaseProgressing, hook)
		told := conclusion{Hook: hook.Name, Type: string(hook.Type), Good: refusal == nil}
		if refusal != nil {
			told.Message = refusal.Error()
		}
		conclusions = append(conclusions, told)
	}
	return json.NewEncoder(os.Stdout).Encode(conclusions)
}
