-- One row is one arrival: one file that was received by T, read or not.
select arrival_no, received_at, folder_unit, file_name, size_bytes, file_sha256, state, code, message_zh, submissions
from {{ ref('arrival') }}
