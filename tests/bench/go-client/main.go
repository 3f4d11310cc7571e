// Instances per second of one procedure through the official Go client:
// procedurebench HOST:PORT N CONCURRENCY PROCESS VARIABLES.json FILE...
// VARIABLES.json holds the variables to start with under "start", and those that a job completes with by its element.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/camunda/zeebe/clients/go/v8/pkg/entities"
	"github.com/camunda/zeebe/clients/go/v8/pkg/worker"
	"github.com/camunda/zeebe/clients/go/v8/pkg/zbc"
)

var jobTypes = []string{"timing-check", "document-generate", "discretion-check", "io.camunda.zeebe:userTask"}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// retried repeats a call while the engine says that it has too much to do.
func retried(call func() error) error {
	for {
		err := call()
		if err == nil || !strings.Contains(err.Error(), "ResourceExhausted") {
			return err
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func main() {
	if len(os.Args) < 7 {
		fmt.Fprintln(os.Stderr, "procedurebench HOST:PORT N CONCURRENCY PROCESS VARIABLES.json FILE...")
		os.Exit(2)
	}
	address, process := os.Args[1], os.Args[4]
	n, err := strconv.Atoi(os.Args[2])
	check(err)
	concurrency, err := strconv.Atoi(os.Args[3])
	check(err)
	text, err := os.ReadFile(os.Args[5])
	check(err)
	var variables map[string]json.RawMessage
	check(json.Unmarshal(text, &variables))
	// What is not "start" belongs to a job: each instance has as many jobs.
	jobsOfInstance := len(variables) - 1

	client, err := zbc.NewClient(&zbc.ClientConfig{GatewayAddress: address, UsePlaintextConnection: true})
	check(err)
	ctx := context.Background()
	deployment := client.NewDeployResourceCommand()
	for _, file := range os.Args[6:] {
		content, err := os.ReadFile(file)
		check(err)
		deployment = deployment.AddResource(content, filepath.Base(file))
	}
	_, err = deployment.Send(ctx)
	check(err)

	var done int64
	all := make(chan struct{})
	handle := func(jobs worker.JobClient, job entities.Job) {
		command, err := jobs.NewCompleteJobCommand().JobKey(job.Key).VariablesFromString(string(variables[job.ElementId]))
		check(err)
		check(retried(func() error {
			_, err := command.Send(ctx)
			return err
		}))
		if atomic.AddInt64(&done, 1) == int64(n*jobsOfInstance) {
			close(all)
		}
	}
	for _, jobType := range jobTypes {
		defer client.NewJobWorker().JobType(jobType).Handler(handle).MaxJobsActive(512).Concurrency(64).
			PollInterval(5 * time.Millisecond).RequestTimeout(10 * time.Second).Timeout(60 * time.Second).Open().Close()
	}

	latencies := make([]float64, n)
	var next int64
	var creators sync.WaitGroup
	began := time.Now()
	for k := 0; k < concurrency; k++ {
		creators.Add(1)
		go func() {
			defer creators.Done()
			for i := atomic.AddInt64(&next, 1) - 1; i < int64(n); i = atomic.AddInt64(&next, 1) - 1 {
				sent := time.Now()
				command, err := client.NewCreateInstanceCommand().BPMNProcessId(process).LatestVersion().
					VariablesFromString(string(variables["start"]))
				check(err)
				check(retried(func() error {
					_, err := command.Send(ctx)
					return err
				}))
				latencies[i] = float64(time.Since(sent).Microseconds()) / 1000
			}
		}()
	}
	creators.Wait()
	<-all
	seconds := time.Since(began).Seconds()
	sort.Float64s(latencies)
	fmt.Printf(`{"N":%d,"instances_per_s":%.1f,"create_p50_ms":%.1f,"create_p99_ms":%.1f}`+"\n",
		n, float64(n)/seconds, latencies[n/2], latencies[n*99/100])
}
