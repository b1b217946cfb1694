import { Route, Switch } from 'wouter';
import { Dashboard } from './dashboard/Dashboard';
import { Home } from './dashboard/Home';
import { Explore } from './explore/Explore';
import { Funnel } from './funnel/Funnel';
import { Metric } from './metrics/Metric';
import { Metrics } from './metrics/Metrics';
import { Retention } from './retention/Retention';
import { Why } from './why/Why';
import { NotFound } from './NotFound';

/** The page of each address. */
export function Pages() {
  return (
    <Switch>
      <Route path="/">
        <Home />
      </Route>
      <Route path="/d/:key">{({ key }) => <Dashboard dashboard={key} />}</Route>
      <Route path="/explore">
        <Explore />
      </Route>
      <Route path="/retention">
        <Retention />
      </Route>
      <Route path="/funnel">
        <Funnel />
      </Route>
      <Route path="/why">
        <Why />
      </Route>
      <Route path="/metrics">
        <Metrics />
      </Route>
      <Route path="/metrics/:key">{({ key }) => <Metric metric={key} />}</Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
