-- A shop with a web site, tills, a warehouse and boxes by subscription. Metergate is unknown to it.
-- It has no foreign keys: tills and warehouse are often offline, so rows arrive in any order.

create schema crm;
create schema sales;
create schema warehouse;
create schema boxes;

create table crm.country (
  country_code text primary key,
  region text
);

create type crm.segment as enum ('private', 'business', 'staff');

-- A customer may ask to be erased: the row stays, but nothing may use it.
create table crm.customer (
  customer_no uuid primary key,
  country_code text,
  segment crm.segment,
  newsletter boolean,
  joined_on date,
  erased_on date
);

create type sales.order_state as enum ('cart', 'placed', 'shipped', 'cancelled');
create type sales.pay_method as enum ('card', 'invoice', 'wallet');

-- Two tenants share the tables. A tenant numbers orders and receipts in one range. Local times.
create table sales.web_order (
  tenant text,
  order_no bigint,
  customer_no uuid,
  channel text not null default 'web',
  order_state sales.order_state,
  pay_method sales.pay_method,
  charged numeric(30, 6),
  rehearsal boolean,
  placed_at timestamp,
  shipped_on date,
  primary key (tenant, order_no)
);

create table sales.till_receipt (
  tenant text,
  receipt_no integer,
  customer_no uuid,
  channel text not null default 'till',
  paid_by text,
  charged numeric(30, 6),
  rehearsal boolean,
  voided boolean,
  rung_at timestamptz,
  primary key (tenant, receipt_no)
);

-- The lines of orders and of receipts.
create table sales.line (
  tenant text,
  order_no bigint,
  line_no integer,
  sku text,
  pieces integer,
  worth numeric(30, 6),
  cost numeric(30, 6),
  booked_at timestamp,
  primary key (tenant, order_no, line_no)
) partition by list (tenant);
create table sales.line_north partition of sales.line for values in ('north');
create table sales.line_south partition of sales.line for values in ('south');
create table sales.line_elsewhere partition of sales.line default;

create view sales.basket as
  select
    tenant,
    order_no,
    min(booked_at) as booked_at,
    sum(pieces) as pieces,
    sum(worth) as worth
  from sales.line
  group by tenant, order_no;

create table sales.refund (
  refund_no uuid primary key,
  tenant text,
  order_no bigint,
  line_no integer,
  worth numeric(30, 6),
  reason varchar(40),
  approved boolean,
  refunded_on date
);

create table warehouse.category (
  category_code text primary key,
  department text
);

create table warehouse.article (
  tenant text,
  sku text,
  category_code text,
  primary key (tenant, sku)
);

create table warehouse.stock_count (
  count_no bigint primary key,
  tenant text,
  sku text,
  pieces integer,
  counted_at timestamptz
);

-- The stock from one count until the next.
create materialized view warehouse.on_hand as
  select
    count_no,
    tenant,
    sku,
    pieces,
    counted_at as held_from,
    lead(counted_at) over (partition by tenant, sku order by counted_at, count_no) as held_until
  from warehouse.stock_count
  where counted_at is not null;

create table boxes.plan (
  plan_no text primary key,
  customer_no uuid,
  kind text,
  weekly_price numeric(30, 6),
  trial boolean,
  begins_on date,
  ends_on date,
  cancelled_on date
);
